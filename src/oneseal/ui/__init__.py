"""The design system: layouts, components, icons, styles and small scripts."""
