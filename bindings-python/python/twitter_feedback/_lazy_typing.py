"""What the package needs of `typing` while it runs, which costs more to import than all of the rest together."""

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import overload as overload
else:

    def overload(function):
        """Leaves the function as it is: type checkers read the source."""
        return function
