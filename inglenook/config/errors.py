"""What can stop Inglenook from starting."""


class StartError(Exception):
    """A start that cannot go on: one sentence that says what is wrong and how to mend it.

    The command line prints the sentence without a traceback and exits with code 2.
    """
