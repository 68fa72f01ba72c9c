// Placeholder so that the package builds while its modules are laid; replaced by the module's own files.
