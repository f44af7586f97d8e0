// <form data-levers>: sliders. As they are moved the outcome beside them is asked for anew, first as a sketch from a few draws, and from all of them once they rest.
import { pageOf } from './parts';

const rest = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

export function follow(form: HTMLFormElement): void {
  const shown = form.parentElement!.querySelector('[data-outcome]');
  if (!shown) return;
  const outcome: Element = shown;
  let [moves, busy] = [0, false];

  // One question at a time: what is moved meanwhile is asked when it has been answered.
  async function ask(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let sketch = true; ;) {
      const asked = moves;
      const found = await outcomeOf(sketch);
      if (!found) break;
      const preparing = 'preparing' in found.dataset;
      // A sketch stays until the answer of all draws is there.
      if (sketch || (!preparing && moves === asked)) show(found);
      if (moves === asked) {
        if (!preparing && !('sketch' in found.dataset)) break;
        await rest(preparing ? 500 : 400);
        // Whoever goes on moving a slider does not wait for all draws.
        if (moves === asked && !preparing) sketch = false;
      }
      if (moves !== asked) sketch = true;
    }
    busy = false;
  }

  async function outcomeOf(sketch: boolean): Promise<HTMLElement | null> {
    const question = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    if (sketch) question.set('sketch', 'true');
    const answer = await fetch(`${form.getAttribute('action')}?${question}`).catch(() => undefined);
    return answer?.ok ? pageOf(await answer.text()).querySelector<HTMLElement>('[data-outcome]') : null;
  }

  function show(found: HTMLElement): void {
    const open = outcome.querySelector('details')?.open;
    outcome.replaceChildren(...found.childNodes);
    outcome.toggleAttribute('data-sketch', 'sketch' in found.dataset);
    outcome.toggleAttribute('data-preparing', 'preparing' in found.dataset);
    const details = outcome.querySelector('details');
    if (details && open) details.open = true;
    const line = outcome.querySelector('script[data-line]')?.textContent;
    document.querySelector('[data-levers-chart]')?.dispatchEvent(new CustomEvent('chart-line', { detail: line ? JSON.parse(line) : null }));
  }

  const tell = () => form.querySelectorAll('output').forEach(output => {
    output.value = (form.elements.namedItem(output.htmlFor.value) as HTMLInputElement).value;
  });
  const moved = () => {
    tell();
    moves++;
    void ask();
  };
  form.addEventListener('input', moved);
  form.addEventListener('reset', () => setTimeout(moved));
  form.addEventListener('submit', event => {
    event.preventDefault();
    moved();
  });
  moved();
}
