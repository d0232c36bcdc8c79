"""What can be shown and said of a council in a year.

The rooms above use:

- `edition`: `Edition`, everything that one build publishes, made of one `JoinedYear` (`joined`) a year;
- `table`: `COLUMNS`, the columns of the table of a year, with `column` for tables of other rows;
- `metrics`: `METRICS` and `measure`, a metric of one council in one year, as a `Measurement` (`rate`) or with a reason
  for no value (`states`);
- `comparison`: a council's rate compared with its peers (`peers`), in the classes of `scale`, by exact limits
  (`limits`) that allow for what differs beyond chance (`overdispersion`), and in words (`sentences`);
- `outside`: how many stand out, and how many would by chance alone;
- `combined`: the figures of a council's predecessors, added together;
- `paths`: where a council's page and letter are in the site.
"""
