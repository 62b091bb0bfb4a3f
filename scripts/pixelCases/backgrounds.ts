// What images of modalities look like, drawn by rules: no anatomy of anybody, but its brightness, edges and noise.
import type { Random } from './random.js';
import { clipped, createScene, paint, type Scene } from './scene.js';

export const BACKGROUNDS = [
  'ultrasound',
  'ct',
  'mr',
  'radiograph',
  'mammogram',
  'angiogram',
  'report',
  'photograph',
  'flat',
] as const;
export type Background = (typeof BACKGROUNDS)[number];

interface Size {
  readonly width: number;
  readonly height: number;
}

export function background(kind: Background, size: Size, random: Random): Scene {
  switch (kind) {
    case 'ultrasound':
      return ultrasound(size, random);
    case 'ct':
      return slice(size, random, 8);
    case 'mr':
      return brain(size, random);
    case 'radiograph':
      return radiograph(size, random);
    case 'mammogram':
      return mammogram(size, random);
    case 'angiogram':
      return angiogram(size, random);
    case 'report':
      return report(size, random);
    case 'photograph':
      return photograph(size, random);
    case 'flat':
      return createScene(size.width, size.height, 1, random.whole(0, 255));
  }
}

/** Noise that is alike over about `grain` pixels, mean 0, standard deviation about 1. */
function softNoise({ width, height }: Size, grain: number, random: Random): (x: number, y: number) => number {
  const wide = Math.ceil(width / grain) + 3;
  const knots = Float32Array.from({ length: wide * (Math.ceil(height / grain) + 3) }, () => random.normal() * 1.5);
  return (x, y) => {
    const [gx, gy] = [x / grain, y / grain];
    const [left, top] = [Math.floor(gx), Math.floor(gy)];
    const [fx, fy] = [smooth(gx - left), smooth(gy - top)];
    const knot = (dx: number, dy: number): number => knots[(top + dy) * wide + left + dx] ?? 0;
    return (
      knot(0, 0) * (1 - fx) * (1 - fy) + knot(1, 0) * fx * (1 - fy) + knot(0, 1) * (1 - fx) * fy + knot(1, 1) * fx * fy
    );
  };
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

/** A fan of echoes with speckle on black, a bar of greys and ticks of depth beside it. */
function ultrasound(size: Size, random: Random): Scene {
  const { width, height } = size;
  const scene = createScene(width, height, 1);
  const [apexX, apexY] = [width / 2 + random.between(-0.05, 0.05) * width, height * random.between(0.06, 0.14)];
  const [reach, half] = [height * random.between(0.7, 0.82), random.between(0.5, 0.85)];
  const tissue = softNoise(size, Math.max(6, width / 14), random);
  const gain = random.between(35, 80);
  paint(scene, (x, y) => {
    const [dx, dy] = [x - apexX, y - apexY];
    const radius = Math.hypot(dx, dy);
    if (dy <= 0 || Math.abs(Math.atan2(dx, dy)) > half || radius > reach || radius < reach * 0.06) return 0;
    const echo = Math.max(0, gain * (1 + 0.55 * tissue(x, y)) * (1 - 0.35 * (radius / reach)));
    // Speckle: amplitudes are Rayleigh distributed.
    return echo * Math.sqrt(-Math.log(1 - random.next())) * 1.1;
  });
  const [barX, barTop] = [Math.round(width * 0.95), Math.round(height * 0.3)];
  paint(scene, (x, y, below) =>
    x >= barX && x < barX + 8 && y >= barTop && y < barTop + height * 0.3
      ? 255 * (1 - (y - barTop) / (height * 0.3))
      : x > apexX + width * 0.42 &&
          x < apexX + width * 0.42 + 4 &&
          (y - Math.round(apexY)) % Math.round(reach / 12) === 0
        ? 180
        : below,
  );
  return clipped(blurred(scene));
}

/** Three by three, so that speckle is not single pixels. */
function blurred(scene: Scene): Scene {
  const { width, height } = scene;
  const planes = scene.planes.map((plane) => {
    const out = new Float32Array(plane.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let [sum, weights] = [0, 0];
        for (let dy = -1; dy <= 1; dy++) {
          for (let dx = -1; dx <= 1; dx++) {
            if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
            const weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
            sum += weight * (plane[(y + dy) * width + x + dx] ?? 0);
            weights += weight;
          }
        }
        out[y * width + x] = sum / weights;
      }
    }
    return out;
  });
  return { ...scene, planes };
}

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
  readonly turn: number;
  readonly value: number;
}

/** 0 in the middle, 1 on the rim. */
function rim({ x, y, a, b, turn }: Ellipse, px: number, py: number): number {
  const [dx, dy] = [px - x, py - y];
  const [u, v] = [dx * Math.cos(turn) + dy * Math.sin(turn), dy * Math.cos(turn) - dx * Math.sin(turn)];
  return Math.hypot(u / a, v / b);
}

function slice({ width, height }: Size, random: Random, noise: number): Scene {
  const scene = createScene(width, height, 1);
  const w = (share: number): number => share * width;
  const h = (share: number): number => share * height;
  const at = (x: number, y: number, a: number, b: number, value: number): Ellipse => ({
    x: w(x + random.between(-0.02, 0.02)),
    y: h(y + random.between(-0.02, 0.02)),
    a: w(a * random.between(0.85, 1.15)),
    b: h(b * random.between(0.85, 1.15)),
    turn: random.between(-0.3, 0.3),
    value: value + random.between(-8, 8),
  });
  const shapes = [
    at(0.5, 0.5, 0.38, 0.3, 95),
    at(0.5, 0.5, 0.35, 0.27, 118),
    at(0.34, 0.46, 0.11, 0.15, 22),
    at(0.66, 0.46, 0.11, 0.15, 22),
    at(0.5, 0.67, 0.05, 0.05, 215),
    at(0.5, 0.67, 0.025, 0.025, 110),
    at(0.52, 0.45, 0.07, 0.08, 140),
    ...Array.from({ length: 8 }, (_, rib) => {
      const turn = (rib / 8) * 2 * Math.PI;
      return at(0.5 + 0.33 * Math.cos(turn), 0.5 + 0.25 * Math.sin(turn), 0.018, 0.01, 220);
    }),
  ];
  paint(scene, (x, y) => {
    const value = shapes.reduce((below, shape) => (rim(shape, x, y) <= 1 ? shape.value : below), 3);
    return value + random.normal() * noise * (value < 10 ? 0.4 : 1);
  });
  return clipped(blurred(scene));
}

function brain(size: Size, random: Random): Scene {
  const { width, height } = size;
  const scene = createScene(width, height, 1);
  const folds = softNoise(size, Math.max(4, width / 28), random);
  const bias = softNoise(size, width / 2, random);
  const head: Ellipse = { x: width / 2, y: height / 2, a: width * 0.36, b: height * 0.43, turn: 0, value: 0 };
  paint(scene, (x, y) => {
    const out = rim(head, x, y);
    const noise = random.normal() * 3;
    if (out > 1) return Math.abs(noise);
    if (out > 0.93) return 200 + noise;
    if (out > 0.88) return 25 + noise;
    const centre = Math.hypot((x - head.x) / width, (y - head.y) / height);
    const fluid = centre < 0.05 + 0.012 * folds(x, y);
    return (fluid ? 30 : folds(x, y) > 0.2 ? 150 : 105) * (1 + 0.1 * bias(x, y)) + noise;
  });
  return clipped(blurred(scene));
}

function radiograph(size: Size, random: Random): Scene {
  const { width, height } = size;
  const scene = createScene(width, height, 1);
  const tissue = softNoise(size, width / 8, random);
  const edge = random.chance(0.5) ? 0 : 0.04;
  paint(scene, (x, y) => {
    const [u, v] = [x / width, y / height];
    if (u < edge || u > 1 - edge) return 2;
    const lung = Math.exp(-(((u - 0.3) / 0.14) ** 2) - ((v - 0.45) / 0.28) ** 2);
    const other = Math.exp(-(((u - 0.7) / 0.14) ** 2) - ((v - 0.45) / 0.28) ** 2);
    const spine = Math.exp(-(((u - 0.5) / 0.045) ** 2)) * (0.8 + 0.2 * Math.sin(v * 70));
    const ribs = Math.max(0, Math.sin(v * 42 + 14 * (u - 0.5) ** 2)) ** 3 * (lung + other);
    const body = Math.exp(-(((u - 0.5) / 0.42) ** 6));
    const value = 30 + 130 * body - 95 * (lung + other) + 55 * spine + 30 * ribs + 8 * tissue(x, y);
    return value + random.normal() * 4;
  });
  return clipped(scene);
}

function mammogram(size: Size, random: Random): Scene {
  const { width, height } = size;
  const scene = createScene(width, height, 1);
  const [coarse, fine] = [softNoise(size, width / 9, random), softNoise(size, Math.max(3, width / 50), random)];
  const left = random.chance(0.5);
  paint(scene, (x, y) => {
    const [u, v] = [left ? x / width : 1 - x / width, y / height];
    const out = Math.hypot(u / 0.62, (v - 0.5) / 0.46);
    if (out > 1) return 1;
    return (90 + 30 * coarse(x, y) + 12 * fine(x, y)) * Math.min(1, (1 - out) * 5) + random.normal() * 2;
  });
  return clipped(scene);
}

function angiogram(size: Size, random: Random): Scene {
  const { width, height } = size;
  const scene = createScene(width, height, 1, 140);
  const tissue = softNoise(size, width / 6, random);
  const lines: { x: number; y: number; r: number }[] = [];
  for (let vessel = 0; vessel < 7; vessel++) {
    let [x, y, turn, r] = [width * random.between(0.3, 0.7), height * 0.15, 1.5, width * random.between(0.008, 0.02)];
    for (let step = 0; step < 160; step++) {
      turn += random.normal() * 0.12;
      x += Math.cos(turn) * width * 0.006;
      y += Math.sin(turn) * height * 0.006;
      r *= 0.993;
      lines.push({ x, y, r });
    }
  }
  paint(scene, (x, y) => 140 + 18 * tissue(x, y) + random.normal() * 5);
  const [plane] = scene.planes;
  for (const { x, y, r } of lines) {
    for (let py = Math.floor(y - r); py <= y + r; py++) {
      for (let px = Math.floor(x - r); px <= x + r; px++) {
        if (px < 0 || py < 0 || px >= width || py >= height || Math.hypot(px - x, py - y) > r) continue;
        if (plane !== undefined) plane[py * width + px] = 60;
      }
    }
  }
  const round = random.chance(0.5);
  paint(scene, (x, y, below) => (round && Math.hypot(x - width / 2, y - height / 2) > width * 0.49 ? 4 : below));
  return clipped(scene);
}

/** A screen: one colour, ruled lines, boxes. */
function report({ width, height }: Size, random: Random): Scene {
  const dark = random.chance(0.6);
  const scene = createScene(width, height, 1, dark ? random.whole(0, 25) : random.whole(225, 255));
  const line = dark ? 110 : 150;
  const gap = Math.round(height / random.whole(5, 9));
  const boxed = random.chance(0.5);
  paint(scene, (x, y, below) =>
    y % gap === gap - 1 || (boxed && (x === 3 || x === width - 4 || y === 3 || y === height - 4)) ? line : below,
  );
  return scene;
}

function photograph(size: Size, random: Random): Scene {
  const { width, height } = size;
  const scene = createScene(width, height, 3);
  const [large, small] = [softNoise(size, width / 4, random), softNoise(size, Math.max(3, width / 60), random)];
  const skin = [200, 150, 125];
  const cloth = [60, 110, 130];
  const shape: Ellipse = {
    x: width * random.between(0.35, 0.65),
    y: height * 0.5,
    a: width * 0.28,
    b: height * 0.4,
    turn: random.between(-0.5, 0.5),
    value: 0,
  };
  for (const [channel, plane] of scene.planes.entries()) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const inside = rim(shape, x, y) + 0.06 * large(x, y) < 1;
        const base = (inside ? skin : cloth)[channel] ?? 0;
        plane[y * width + x] = base + 16 * large(x, y) + 4 * small(x, y);
      }
    }
  }
  paint(scene, (_x, _y, below) => below + random.normal() * 2);
  return clipped(scene);
}
