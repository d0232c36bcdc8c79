"""The step that exchanges one site for another, the preview, and the check of a built site."""
