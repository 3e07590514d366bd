"""OneSeal: public approvals, with clocks and seals that can be checked."""
