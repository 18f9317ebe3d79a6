import type { Shape } from './kinds';

/** One mark, in the picture and in its legend. */
export function drawShape(g: CanvasRenderingContext2D, shape: Shape, x: number, y: number, size: number, color: string): void {
  g.fillStyle = color;
  g.strokeStyle = color;
  g.lineWidth = Math.max(1.6, size * 0.45);
  g.beginPath();
  switch (shape) {
    case 'disc':
      g.arc(x, y, size, 0, 2 * Math.PI);
      return g.fill();
    case 'square':
      return g.fillRect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8);
    case 'diamond':
      polygon(g, [[x, y - size * 1.25], [x + size * 1.25, y], [x, y + size * 1.25], [x - size * 1.25, y]]);
      return g.fill();
    case 'triangle':
      polygon(g, [[x, y - size * 1.15], [x + size * 1.1, y + size * 0.85], [x - size * 1.1, y + size * 0.85]]);
      return g.fill();
    case 'ring':
      g.arc(x, y, size * 0.85, 0, 2 * Math.PI);
      return g.stroke();
    case 'cross':
      g.moveTo(x - size, y - size);
      g.lineTo(x + size, y + size);
      g.moveTo(x + size, y - size);
      g.lineTo(x - size, y + size);
      return g.stroke();
    case 'wedge':
      polygon(g, [[x - size * 1.1, y - size * 0.85], [x + size * 1.1, y - size * 0.85], [x, y + size * 1.15]]);
      return g.fill();
    case 'plus':
      g.moveTo(x - size * 1.1, y);
      g.lineTo(x + size * 1.1, y);
      g.moveTo(x, y - size * 1.1);
      g.lineTo(x, y + size * 1.1);
      return g.stroke();
    case 'frame':
      return g.strokeRect(x - size * 0.75, y - size * 0.75, size * 1.5, size * 1.5);
    case 'rhomb':
      polygon(g, [[x, y - size * 1.1], [x + size * 1.1, y], [x, y + size * 1.1], [x - size * 1.1, y]]);
      return g.stroke();
    case 'bar':
      return g.fillRect(x - size * 1.2, y - size * 0.55, size * 2.4, size * 1.1);
  }
}

function polygon(g: CanvasRenderingContext2D, points: [number, number][]): void {
  points.forEach(([x, y], i) => (i === 0 ? g.moveTo(x, y) : g.lineTo(x, y)));
  g.closePath();
}
