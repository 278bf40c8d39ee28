"""The inspectors of the house: pure functions that look at code, tables, addresses or texts and return the sins they find.

One sentence for each sin. Every inspector has a test that commits its sin and sees it caught, beside the test that looks at the real house.
"""
