"""Names of the variables of the environment that say what is shown, and to whom."""

DATA_VARIABLE = "ARMSTRANSFERS_DATA"
ENGINE_VARIABLE = "ARMSTRANSFERS_ENGINE"
HOSTS_VARIABLE = "ARMSTRANSFERS_HOSTS"
