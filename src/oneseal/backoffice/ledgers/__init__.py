"""The lists beside the items: laws, certificates, types of licences, the directory."""
