"""What of assistance waits on the workbench; importing it declares the sources."""
