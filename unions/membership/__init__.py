"""What unions return on their members each year: entered, taken over, told as of a day."""
