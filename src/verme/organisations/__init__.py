"""Tenants: organisations, their units, staff groups, roles and staff list."""
