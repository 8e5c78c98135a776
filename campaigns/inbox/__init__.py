"""What of campaigns waits on the workbench; importing it declares the sources."""
