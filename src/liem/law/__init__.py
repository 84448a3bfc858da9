"""Rules, parameters and targets as data: loaded, checked, compiled, evaluated, explained. Looks at no stored record."""
