// Draws what the table next to it says. The drawing library is only loaded where there is something to draw.
(() => {
  const drawing = document.currentScript.dataset.drawing;
  const calm = ["#0b5394", "#2a8f5c", "#e0a106", "#7a8594", "#7b5ea7"];
  const bad = "#b3261e";
  let library;
  const load = () => library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = drawing;
    script.onload = () => resolve(window.echarts);
    script.onerror = reject;
    document.head.append(script);
  });

  const yuan = (fen) => (fen < 0 ? "-" : "") + "¥" + (Math.abs(fen) / 100)
    .toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const brief = (fen) => "¥" + (fen / 100).toLocaleString("en-US", { maximumFractionDigits: 0 });
  const font = { fontFamily: "system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif", fontSize: 12 };
  const shared = {
    animation: false, color: calm, textStyle: font,
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
  };

  // From total to total: a bar floats where a step adds or takes. An axis from 0 would hide small steps under large totals.
  const bridge = (bars, isNarrow) => {
    const lows = bars.map((bar) => Math.min(bar.isTotal ? bar.to : bar.from, bar.to));
    const highs = bars.map((bar) => Math.max(bar.from, bar.to));
    const top = Math.max(...highs), low = Math.min(...lows);
    const floor = bars.length > 3 && low > 0 ? Math.max(0, low - (top - low) * 0.5) : Math.min(0, low);
    const base = (bar) => (bar.isTotal ? floor : Math.min(bar.from, bar.to));
    const names = { type: "category", data: bars.map((bar) => bar.name), inverse: isNarrow,
      axisLabel: { interval: 0, width: 88, overflow: "break" } };
    const amounts = { type: "value", min: floor, axisLabel: { formatter: brief, hideOverlap: true } };
    return {
      ...shared,
      grid: { ...shared.grid, top: 24, right: isNarrow ? 88 : 16 },
      tooltip: { formatter: (at) => `${bars[at.dataIndex].name} ${bars[at.dataIndex].text}` },
      xAxis: isNarrow ? { ...amounts, splitNumber: 2 } : names,
      yAxis: isNarrow ? names : amounts,
      series: [
        { type: "bar", stack: "all", silent: true, itemStyle: { color: "transparent" }, data: bars.map((bar) => base(bar)) },
        {
          type: "bar", stack: "all", barMaxWidth: 64,
          label: { show: true, position: isNarrow ? "right" : "top", formatter: (at) => bars[at.dataIndex].text },
          data: bars.map((bar) => ({
            value: (bar.isTotal ? bar.to : Math.max(bar.from, bar.to)) - base(bar),
            itemStyle: { color: bar.isTotal ? calm[0] : calm[2] },
          })),
        },
      ],
    };
  };

  const share = ({ names, series }) => {
    const sums = names.map((_, i) => series.reduce((sum, one) => sum + one.fen[i], 0));
    return {
      ...shared,
      color: [calm[1], calm[0], ...calm.slice(2)],
      legend: { top: 4, left: 8 },
      tooltip: { formatter: (at) => `${at.name} · ${at.seriesName} ${yuan(series[at.seriesIndex].fen[at.dataIndex])}` },
      xAxis: { type: "value", max: 100, axisLabel: { formatter: "{value}%" } },
      yAxis: { type: "category", inverse: true, data: names, axisLabel: { width: 120, overflow: "truncate" } },
      series: series.map((one) => ({
        name: one.name, type: "bar", stack: "all", barMaxWidth: 28,
        data: one.fen.map((fen, i) => (sums[i] ? (fen * 100) / sums[i] : 0)),
      })),
    };
  };

  const columns = (colours) => ({ names, series }) => ({
    ...shared,
    color: colours,
    grid: { ...shared.grid, top: series.length > 1 ? 40 : 24 },
    legend: series.length > 1 ? { top: 4, left: 8 } : undefined,
    tooltip: { formatter: (at) => `${at.name} · ${at.seriesName} ${yuan(at.value)}` },
    xAxis: { type: "category", data: names },
    yAxis: { type: "value", axisLabel: { formatter: brief } },
    series: series.map((one) => ({ name: one.name, type: "bar", barMaxWidth: 40, data: one.fen })),
  });

  const kinds = { bridge, share, hours: columns([calm[0]]), ages: columns([calm[2], bad]) };

  const heightOf = (kind, values, isNarrow) => kind === "share" ? 72 + values.names.length * 40
    : kind === "bridge" && isNarrow ? 64 + values.length * 44 : 260;

  const draw = async (place) => {
    const text = place.dataset.values;
    if (place.drawn === text) return;
    place.drawn = text;
    const library = await load();
    const values = JSON.parse(text);
    const isNarrow = place.clientWidth < 600;
    place.style.height = heightOf(place.dataset.chart, values, isNarrow) + "px";
    const chart = library.getInstanceByDom(place) ?? library.init(place, null, { renderer: "svg" });
    chart.setOption(kinds[place.dataset.chart](values, isNarrow), true);
    chart.resize();
    place.dataset.isDrawn = "";
  };

  const look = () => document.querySelectorAll("[data-chart]").forEach((place) => draw(place).catch(() => { place.hidden = true; }));
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-values"],
  });
  addEventListener("resize", () => document.querySelectorAll("[data-chart]").forEach((place) => window.echarts?.getInstanceByDom(place)?.resize()));
  look();
})();
