"""The demo's city: real places and rule numbers, made-up employers and people."""
