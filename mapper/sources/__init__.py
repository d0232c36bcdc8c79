"""What comes from elsewhere than the letters: `tables` reads the Ombudsman's yearly data tables."""
