"""What the server keeps for one visitor: a draft, an article, an upload. Imports `reading` and below; no Streamlit.

Main names: `draft_session.DraftSession`, `article_session.ArticleSession`, `upload.Upload`, `scene_sync.SceneSync`.
"""
