#: after csv_fields
class FieldParser:
    """What csv_fields does, with the state spelt out."""

    def __init__(self):
        self.state = "start"
        self.text = ""

    def send(self, char):
        """Take a character; return a field that it ends."""
        if char not in ",\n":
            self.text += char
            return None
        field, self.text = self.text, ""
        return field
