"""The files that `briefgen new` and `briefgen init` begin from. Words in capitals between @ are filled in."""
