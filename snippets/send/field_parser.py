#: after csv_fields
class FieldParser:
    """What csv_fields does, with the state spelt out."""

    def __init__(self):
        self.state = "start"
        self.text = ""

    def send(self, char):
        """Take a character; return a field that it ends."""
        if self.state == "in quotes":
            if char == '"':
                self.state = "after a quote"
            else:
                self.text += char
            return None
        if self.state == "start" and char == '"':
            self.state = "in quotes"
            return None
        if self.state == "after a quote" and char == '"':
            self.state = "in quotes"
            self.text += char
            return None
        if char not in ",\n":
            self.state = "in plain text"
            self.text += char
            return None
        field, self.text, self.state = self.text, "", "start"
        return field
