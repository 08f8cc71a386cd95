import { useEffect, useState } from 'preact/hooks';

export interface PlayerProps {
  /** How many frames there are. */
  frames: number;
  frame: number;
  onFrame: (frame: number) => void;
  /** Chosen by hand, or where it was stopped: worth keeping. */
  onChosen: (frame: number) => void;
  playing: boolean;
  onPlaying: (playing: boolean) => void;
  /** What a frame is, in words. */
  say: (frame: number) => string;
}

const FRAME_MS = 110;

/** Plays frames from first to last, once; stops for good at the last one, or where someone stops it. */
export function Player(props: PlayerProps) {
  const { frames, frame, playing } = props;
  const last = frames - 1;
  useEffect(() => {
    if (!playing) {
      return undefined;
    }
    const timer = setTimeout(() => (frame >= last ? props.onPlaying(false) : props.onFrame(frame + 1)), FRAME_MS);
    return () => clearTimeout(timer);
  }, [playing, frame, last]);
  const toggle = () => {
    if (playing) {
      props.onChosen(frame);
    } else if (frame >= last) {
      props.onFrame(0);
    }
    props.onPlaying(!playing);
  };
  return (
    <div class="controls player">
      <button type="button" class="play" onClick={toggle}><span aria-hidden="true">{playing ? '❚❚' : '►'}</span> {playing ? 'Pause' : frame >= last ? 'Play again' : 'Play'}</button>
      <label class="slide"><span class="hidden">timestep</span><input type="range" min={0} max={last} step={1} value={frame} aria-valuetext={props.say(frame)}
        onInput={(event) => {
          props.onPlaying(false);
          props.onChosen(Number(event.currentTarget.value));
        }} /></label>
      <output class="at">{props.say(frame)}</output>
    </div>
  );
}

/** Whether people asked for as little motion as can be. */
export function useStillness(): boolean {
  const [query] = useState(() => matchMedia('(prefers-reduced-motion: reduce)'));
  const [still, setStill] = useState(query.matches);
  useEffect(() => {
    const follow = () => setStill(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return still;
}
