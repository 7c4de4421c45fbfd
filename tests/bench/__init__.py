"""How fast briefgen is: a workload, and what is measured on it. No test asserts a time."""
