"""What of a story is shown, and in which words: the link, what is measured, the scene. Imports `gazetteer` and below.

Main names: `link.View`, `measurement.measurement`, `scene.scene`, `wording`, `paragraphs`, `working.working`.
"""
