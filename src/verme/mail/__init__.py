"""The outbox: letters are written in the transaction of what they tell about and sent later."""
