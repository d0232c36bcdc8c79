"""The same map, still."""
