// The page Read with an article in hand, without a server.

import { sceneOf } from "./scenes.js";

export const TEXT = "Tripoli, Benghazi, Tripoli, Derj, Cambridge, Sabha, Tripoli.";
/** In the order of the text; the most doubtful is Derj, then Benghazi. */
export const NAMED = {
  Tripoli: { numbers: [1, 2], trust: "sure" },
  Benghazi: { numbers: [3, 4], trust: "likely" },
  Derj: { numbers: [5], trust: "unsure" },
  Cambridge: { numbers: [], trust: "likely" },
  Sabha: { numbers: [6], trust: "sure" },
};
export const DOUBTFUL_FIRST = ["Derj", "Benghazi", "Cambridge", "Tripoli", "Sabha"];

/** Opens a page that has read an article. The document has to be there. */
export async function openRead(more = {}) {
  const { Article } = await import("../../../static/dateline/read/article.js");
  const { Looking } = await import("../../../static/dateline/read/looking.js");
  const { setScene } = await import("../../../static/dateline/page/view.js");
  const asked = [];
  const bring = { published: document.createElement("input") };
  const page = new Looking({ bring, find: text => asked.push(text), make: () => asked.push("story") });
  document.body.querySelector(".stApp").replaceChildren(bring.published, page.highlights.root, page.review.root);
  page.article = new Article({ text: TEXT, title: null, changed: () => page.showAgain() });
  const take = (named, also) => {
    setScene(sceneOf(page.article, named, { ...more, ...also }));
    page.show();
  };
  take(NAMED);
  return { page, asked, take, article: page.article, review: page.review, checks: page.review.checks };
}
