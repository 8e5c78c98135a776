"""How often the public pages may be asked."""

from unions.bounds import DAY, HOUR, Bound

# Many phones share one address of a mobile network, hence the generous bound of an address.
SENT_FROM = Bound("sent-from", 20, HOUR)
SENT_TO = Bound("sent-to", 300, DAY)
SENT_BY = Bound("sent-by", 3, DAY)
LOOKED_UP_FROM = Bound("looked-up-from", 30, HOUR)
LOOKED_UP = Bound("looked-up", 10, HOUR)
ASKED_FROM = Bound("asked-from", 10, HOUR)
