"""What each kind of document freezes, and how the frozen figures read on paper.

An official document is Chinese whatever language the portal speaks, so its words stand here and in
no catalogue. A paper's `freeze` reads the database; its `draw` reads nothing but what was frozen.
"""
