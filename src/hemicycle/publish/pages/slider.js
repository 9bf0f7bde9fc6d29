// The slider of thresholds: every stretch with its seats was worked out before and lies in the page, exactly.
// Nothing is asked of a server. Thresholds are hundredths of a percentage point; ends of stretches are fractions.
"use strict";
for (const place of document.querySelectorAll(".slider")) {
  const find = (name) => place.querySelector(name);
  const told = JSON.parse(find(".stretches").textContent);
  const slider = find("input"), value = find(".value"), stretch = find(".stretch"), body = find("tbody");
  const write = (number) => told.words.comma ? String(number).replace(".", ",") : String(number);
  const fraction = (text) => { const [above, below] = String(text).split("/"); return [BigInt(above), BigInt(below || 1)]; };
  const ends = told.stretches.map((each) => [fraction(each.from), fraction(each.to)]);
  const most = Number(slider.max);
  // Below, equal or above: hundredths of a point, of 10,000 that make the whole, against a fraction.
  const beside = (hundredths, [above, below]) => {
    const gap = BigInt(hundredths) * below - above * 10000n;
    return gap < 0n ? -1 : gap > 0n ? 1 : 0;
  };
  const inside = (hundredths, index) => {
    const low = beside(hundredths, ends[index][0]), high = beside(hundredths, ends[index][1]), it = told.stretches[index];
    return (low > 0 || (low === 0 && it.with_from)) && (high < 0 || (high === 0 && it.with_to));
  };
  const stretchAt = (hundredths) => Math.max(0, told.stretches.findIndex((_, index) => inside(hundredths, index)));
  const law = told.law && fraction(told.law);
  const lawAt = law ? Math.round(Number(law[0]) * 10000 / Number(law[1])) : 0;
  const lawSeats = told.stretches[told.here].totals;
  // The threshold on the scale that stands for a stretch, its middle where no step of the scale lies within it.
  const within = (index) => {
    const [low, high] = ends[index].map(([above, below]) => Number(above) * 10000 / Number(below));
    for (let step = Math.ceil(low); step <= high; step++) if (inside(step, index)) return step;
    return Math.round((low + high) / 2);
  };
  const largest = Math.max(1, ...told.stretches.flatMap((each) => Object.values(each.totals)));
  const rows = told.lists.map((list) => {
    const row = body.insertRow(), head = document.createElement("th");
    head.scope = "row"; head.className = "marked";
    const mark = document.createElement("span"), bar = document.createElement("span");
    mark.className = `swatch sample-${list.ink}`; bar.className = `sample-${list.ink}`;
    head.append(mark, list.name); row.append(head);
    const cells = ["bars", "", ""].map((name) => { const cell = row.insertCell(); cell.className = name; return cell; });
    cells[0].append(bar); cells[0].ariaHidden = "true";
    return { list, bar, seats: cells[1], change: cells[2] };
  });
  let now = 0;
  const show = (index) => {
    now = index;
    const { totals } = told.stretches[index], decided = Object.keys(totals).length > 0;
    value.textContent = `${write(slider.value / 100)} %`;
    find(".law").hidden = Number(slider.value) !== lawAt || !told.law;
    const seats = told.lists.filter((list) => totals[list.id]).map((list) => `${list.name} ${write(totals[list.id])}`);
    stretch.textContent = told.written[index];
    const all = document.createElement("span");
    all.className = decided ? "unseen" : ""; all.textContent = `: ${decided ? seats.join(", ") : told.words.undecided}`;
    stretch.append(all);
    slider.setAttribute("aria-valuetext", `${value.textContent}. ${stretch.textContent}`);
    for (const { list, bar, seats: cell, change } of rows) {
      const many = totals[list.id] || 0, more = many - (lawSeats[list.id] || 0);
      cell.textContent = decided ? write(many) : "–";
      change.textContent = !decided || !more ? "" : `${more > 0 ? "+" : "−"}${write(Math.abs(more))}`;
      bar.style.width = `${many / largest * 100}%`;
    }
    find(".back").disabled = index === 0;
    find(".next").disabled = index === told.stretches.length - 1;
  };
  const remember = () => history.replaceState(null, "", `#threshold=${Number(slider.value) / 100}`);
  const set = (hundredths) => { slider.value = Math.min(most, Math.max(0, hundredths)); show(stretchAt(Number(slider.value))); };
  const jump = (index) => {
    if (index < 0 || index >= ends.length) return;
    slider.value = within(index); show(index); remember();
  };
  slider.addEventListener("input", () => show(stretchAt(Number(slider.value))));
  slider.addEventListener("change", remember);
  slider.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    const change = { PageUp: 1, PageDown: -1 }[event.key];
    if (!by && !change) return;
    event.preventDefault();
    if (change) { jump(now + change); return; }
    set(Number(slider.value) + by * (event.shiftKey ? 1 : 10)); remember();
  });
  find(".back").addEventListener("click", () => jump(now - 1));
  find(".next").addEventListener("click", () => jump(now + 1));
  find(".home").addEventListener("click", () => { slider.value = lawAt; show(told.here); remember(); });
  const given = /^#threshold=(\d+(?:\.\d+)?)$/.exec(location.hash);
  place.hidden = false;
  if (given) set(Math.round(Number(given[1]) * 100)); else { slider.value = lawAt; show(told.here); }
}
// A long table that says the same as the slider is folded; on paper it is open.
const folds = document.querySelectorAll(".folds");
for (const each of folds) each.open = false;
addEventListener("beforeprint", () => folds.forEach((each) => { each.open = true; }));
