"""The terms in which data are described: coverage, measure, origin, fields, report, errors."""
