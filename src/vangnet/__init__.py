"""Vangnet keeps people in arrears housed: see README.md, then domain/sieve.py."""
