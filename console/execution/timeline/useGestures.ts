import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What gestures on a chart do. Places are from 0, its left side, to 1. */
export interface Gestures {
  zoom(factor: number, about: number): void;
  /** Moves by a share of the width. */
  pan(share: number): void;
  /** The pointer is at a pixel; `undefined` once it has left. */
  hover(point: Point | undefined): void;
  click(point: Point): void;
}

/** A pixel of an element. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixels that a pointer moves before it drags. */
const slack = 4;
/** How much a notch of a wheel zooms. */
const speed = 0.0022;

/**
 * Listens to the gestures on a chart: the wheel with Ctrl or ⌘, and pinching, zoom; dragging and the wheel sideways move.
 * The wheel alone scrolls the page.
 *
 * @param wheelZooms - true for a wheel that zooms alone, where nothing scrolls
 */
export function useGestures(
  element: RefObject<HTMLElement | null>,
  gestures: Gestures,
  wheelZooms = false,
): void {
  const latest = useRef(gestures);
  latest.current = gestures;
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const tracking = new AbortController();
    const options = { signal: tracking.signal };
    const pointers = new Map<number, Point>();
    let origin: Point | undefined;
    let isDragging = false;
    const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
      const box = current.getBoundingClientRect();
      return { x: clientX - box.left, y: clientY - box.top };
    };
    const place = (x: number) => x / Math.max(1, current.clientWidth);
    const wheel = (event: WheelEvent) => {
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !event.metaKey && !isSideways && !wheelZooms) return;
      event.preventDefault();
      if (isSideways && !event.ctrlKey)
        latest.current.pan((event.deltaX || event.deltaY) / current.clientWidth);
      else
        latest.current.zoom(
          Math.exp(event.deltaY * speed * (event.ctrlKey ? 3 : 1)),
          place(pointOf(event).x),
        );
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, pointOf(event));
      origin = pointOf(event);
      isDragging = pointers.size > 1;
    };
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId);
      const point = pointOf(event);
      if (before === undefined || origin === undefined) {
        if (event.pointerType === 'mouse') latest.current.hover(point);
        return;
      }
      if (!isDragging && Math.abs(point.x - origin.x) < slack) return;
      if (!isDragging) current.setPointerCapture(event.pointerId);
      isDragging = true;
      pointers.set(event.pointerId, point);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other === undefined) latest.current.pan(-(point.x - before.x) / current.clientWidth);
      else {
        const factor = Math.max(8, Math.abs(before.x - other.x)) / Math.max(8, Math.abs(point.x - other.x));
        latest.current.zoom(factor, place((point.x + other.x) / 2));
      }
    };
    const up = (event: PointerEvent) => {
      if (pointers.delete(event.pointerId) && !isDragging && event.type === 'pointerup')
        latest.current.click(pointOf(event));
      if (pointers.size === 0) isDragging = false;
    };
    current.addEventListener('wheel', wheel, { ...options, passive: false });
    current.addEventListener('pointerdown', down, options);
    current.addEventListener('pointermove', move, options);
    current.addEventListener('pointerup', up, options);
    current.addEventListener('pointercancel', up, options);
    current.addEventListener('pointerleave', () => latest.current.hover(undefined), options);
    return () => tracking.abort();
  }, [element]);
}
