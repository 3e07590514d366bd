// Draws the picture of a chart from the table beside it. The table stands without this file, and says the same.

const ROW = 22;
const GAP = 14;
const LABEL = 12;

const library = (address) => new Promise((done, failed) => {
  if (window.echarts) {
    done(window.echarts);
    return;
  }
  const script = document.createElement("script");
  script.src = address;
  script.onload = () => done(window.echarts);
  script.onerror = failed;
  document.head.append(script);
});

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const cellsOf = (row) => [...row.querySelectorAll("td[data-value]")];

const read = (chart) => {
  const heads = [...chart.querySelectorAll("thead th[data-series]")];
  const rows = [...chart.querySelectorAll("tbody tr")];
  return {
    labels: rows.map((row) => row.querySelector("th").textContent.trim()),
    series: heads.map((head, place) => ({
      name: head.textContent.trim(),
      tone: head.dataset.series,
      values: rows.map((row) => {
        const told = cellsOf(row)[place].dataset.value;
        return told === "" ? null : Number(told);
      }),
      texts: rows.map((row) => cellsOf(row)[place].textContent.trim()),
    })),
  };
};

const seriesOf = (told, size, stacked) => told.series.map((one) => ({
  name: one.name,
  type: "bar",
  stack: stacked ? "all" : undefined,
  data: one.values,
  barWidth: ROW * 0.6,
  barGap: "20%",
  itemStyle: { color: token(`--chart-${one.tone}`), borderRadius: stacked ? 0 : 2 },
  label: {
    show: !stacked,
    position: "right",
    color: token("--ink"),
    fontSize: size,
    formatter: (bar) => one.texts[bar.dataIndex],
  },
}));

const options = (told, { calm, size, narrow, most, stacked }) => ({
  animation: !calm,
  animationDuration: 150,
  textStyle: { fontFamily: token("--font"), fontSize: size },
  grid: { left: 0, right: size * 5, top: 0, bottom: 0, containLabel: true },
  xAxis: { type: "value", show: false, min: 0, max: most === "" ? null : Number(most) },
  yAxis: {
    type: "category",
    inverse: true,
    data: told.labels,
    axisLine: { lineStyle: { color: token("--line-firm") } },
    axisTick: { show: false },
    axisLabel: { color: token("--ink"), fontSize: size, width: size * (narrow ? 7 : 11), overflow: "break" },
  },
  series: seriesOf(told, size, stacked),
});

const draw = (chart, echarts) => {
  const told = read(chart);
  const picture = chart.querySelector(".chart__picture");
  picture.hidden = false;
  const stacked = "stacked" in chart.dataset;
  picture.style.height = `${told.labels.length * ((stacked ? 1 : told.series.length) * ROW + GAP)}px`;
  const drawn = echarts.getInstanceByDom(picture) ?? echarts.init(picture, null, { renderer: "canvas" });
  const size = LABEL * (parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  drawn.setOption(options(told, { calm, size, narrow: picture.clientWidth < 420, most: chart.dataset.most, stacked }), true);
  drawn.resize();
  chart.dataset.drawn = "";
};

const begin = async (chart) => {
  try {
    const echarts = await library(chart.dataset.library);
    draw(chart, echarts);
    new ResizeObserver(() => draw(chart, echarts)).observe(chart);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(chart, echarts));
  } catch {
    chart.querySelector(".chart__picture").hidden = true;
  }
};

const watch = () => {
  const waiting = document.querySelectorAll("[data-chart]:not([data-watched])");
  if (!waiting.length) return;
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      begin(entry.target);
    }
  }, { rootMargin: "200px" });
  for (const chart of waiting) {
    chart.dataset.watched = "";
    seen.observe(chart);
  }
};

export const startCharts = () => {
  watch();
  document.addEventListener("htmx:afterSettle", watch);
};
