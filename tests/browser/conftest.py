from tests.browser.people import browser  # noqa: F401 - fixtures of this folder
from tests.portal import portal, standing_portal  # noqa: F401
