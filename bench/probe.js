// Runs in a measured page before anything else and notes when things happen there and in the map's frame, in
// milliseconds since the navigation began. The word CONTENDER is replaced by {text, mark, expected}.
(() => {
  if (parent !== window) return; // the frame is watched from the page
  const { text, mark, expected } = CONTENDER;
  const now = () => performance.now();
  const bench = { expected, onPage: null, inMap: null, clicked: null, marks: 0, lastMark: null, crowd: null };
  Object.assign(bench, { heard: 0, asked: 0, serverMs: 0, received: 0, sent: 0, messages: 0 });
  window.bench = bench;

  function watch(view, see) {
    const { document } = view;
    new MutationObserver(() => see(document)).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    const since = view.performance.timeOrigin - performance.timeOrigin;
    view.addEventListener("click", event => (bench.clicked = since + event.timeStamp), true);
  }

  const shows = (document, selector) =>
    [...document.querySelectorAll(selector)].some(e => e.textContent.includes(bench.expected) && e.checkVisibility());

  let map = null;
  watch(window, () => {
    if (bench.onPage === null && shows(document, text)) bench.onPage = now();
    const frame = map ? null : document.querySelector("iframe");
    if (!frame) return;
    map = frame.contentWindow;
    // A frame begins as an empty document; its own may take over the same window, and nothing tells when.
    const waiting = setInterval(() => {
      if (!frame.contentDocument || frame.contentDocument.URL === "about:blank") return;
      clearInterval(waiting);
      watch(map, seeMap);
    }, 2);
  });

  function seeMap(document) {
    if (bench.inMap === null && shows(document, ".leaflet-popup-content")) bench.inMap = now();
    const marks = document.querySelectorAll(mark).length;
    if (marks > bench.marks) Object.assign(bench, { marks, lastMark: now() });
    // Many places of Dateline share marks, all made within one task.
    if (bench.crowd === null && document.querySelector(".dl-mark.dl-cluster")) bench.crowd = now();
  }

  const size = data => data.byteLength ?? data.size ?? data.length;
  window.WebSocket = class extends WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", ({ data }) => {
        bench.heard = now();
        bench.received += size(data);
      });
    }
    send(data) {
      if (bench.asked) bench.serverMs += Math.max(0, bench.heard - bench.asked);
      bench.asked = now();
      bench.sent += size(data);
      bench.messages += 1;
      super.send(data);
    }
  };

  // What has come over HTTP into page and frame, headers included.
  bench.loaded = () =>
    [window, map]
      .flatMap(view => view?.performance.getEntries() ?? [])
      .reduce((sum, e) => sum + (e.transferSize ?? 0), 0);

  // Of the marks in the map's middle that nothing covers, the indices from left to right.
  bench.uncovered = () => {
    const { document, innerWidth: width, innerHeight: height } = map;
    const found = [...document.querySelectorAll(mark)].map((element, index) => {
      const box = element.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const within = x > width / 4 && x < (3 * width) / 4 && y > height / 2 && y < height - 40;
      return within && element.contains(document.elementFromPoint(x, y)) ? { index, x } : null;
    });
    return found
      .filter(Boolean)
      .sort((a, b) => a.x - b.x)
      .map(({ index }) => index);
  };

  // From the call that a pan or zoom ends in, without its animation, to the end of the frame that shows it, layout and
  // paint included.
  async function redraw(move) {
    const start = now();
    move(map.map);
    await new Promise(done => map.requestAnimationFrame(() => setTimeout(done)));
    return now() - start;
  }

  bench.pans = async steps => {
    const took = [];
    for (const step of steps) took.push(await redraw(there => there.panBy(step, { animate: false })));
    return took;
  };
  bench.zooms = async steps => {
    const took = [];
    for (const step of steps)
      took.push(await redraw(there => there.setZoom(there.getZoom() + step, { animate: false })));
    return took;
  };
})();
