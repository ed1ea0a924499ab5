"""The sources as their own record shows them: which are due, how each stands, and what was missed."""
