# For habit's sake; `python3 dev.py --help` says what each does.
.PHONY: demo test check fix sizes bench docs messages
demo test check fix sizes bench docs messages:
	@python3 dev.py $@
