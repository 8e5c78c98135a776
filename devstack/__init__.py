"""What `dev.py` runs inside the venv: the servers, the demo and the checks."""
