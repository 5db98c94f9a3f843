"""A summary chosen from the article's own sentences by what journalists keep: for any subject, nothing invented."""
