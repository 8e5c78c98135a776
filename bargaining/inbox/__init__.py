"""What of bargaining waits on the workbench; importing it declares the sources."""
