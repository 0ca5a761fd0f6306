import {
  Box3,
  NeutralToneMapping,
  type Object3D,
  PerspectiveCamera,
  PMREMGenerator,
  Scene,
  Sphere,
  Spherical,
  TextureLoader,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { RoomEnvironment } from 'three/addons/environments/RoomEnvironment.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';

/** This browser draws nothing in three dimensions, or has been told not to. */
export class NoWebGl extends Error {}

/** A thing that stands to be turned. */
export interface Stage {
  /** Turns it by so many steps to the right, and tips it by so many to the reader. */
  readonly turn: (right: number, forward: number) => void;
  /** More than one: nearer. */
  readonly scale: (by: number) => void;
  readonly reset: () => void;
  readonly close: () => void;
}

const step = Math.PI / 12;
/** The whole thing, however it is turned, and a hair's breadth about it. */
const air = 1.02;
const nearest = 0.35;
const farthest = 2.5;
/** From the front, a little from the right and from above. */
const front = new Vector3(0.4, 0.3, 1).normalize();

export interface Shown {
  readonly src: string;
  /** What is seen, for those who do not see it. */
  readonly label: string;
  /** The browser has taken back what it is drawn with. */
  readonly onLost: () => void;
}

/** Loads a thing and stands it in a box; throws NoWebGl, or whatever kept it from being loaded. */
export async function openStage(box: HTMLElement, { src, label, onLost }: Shown): Promise<Stage> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2', { alpha: true, antialias: true });
  if (!context) throw new NoWebGl();
  const thing = await load(src);
  canvas.role = 'img';
  canvas.ariaLabel = label;
  canvas.className = 'absolute inset-0 h-full w-full cursor-grab active:cursor-grabbing';
  const renderer = new WebGLRenderer({ canvas, context });
  renderer.toneMapping = NeutralToneMapping;
  renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2));
  const scene = new Scene();
  scene.add(thing);
  const light = lightOf(renderer);
  scene.environment = light;
  const { center, radius } = new Box3().setFromObject(thing).getBoundingSphere(new Sphere());
  if (!(radius > 0)) throw new Error('there is nothing to see in it');
  const camera = new PerspectiveCamera(35, 1, radius / 50, radius * 50);
  // A page is scrolled by the wheel and by a finger that moves up; what is left turns the thing.
  canvas.addEventListener('wheel', keepForThePage, { capture: true });
  const controls = new OrbitControls(camera, canvas);
  canvas.style.touchAction = 'pan-y';
  controls.enablePan = false;
  controls.enableDamping = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  let asked = false;
  function draw(): void {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      controls.update();
      renderer.render(scene, camera);
    });
  }
  function reset(): void {
    const wide = Math.min(1, camera.aspect);
    const distance = ((radius / Math.sin((camera.fov / 360) * Math.PI)) * air) / wide;
    controls.target.copy(center);
    controls.minDistance = distance * nearest;
    controls.maxDistance = distance * farthest;
    camera.position.copy(front).multiplyScalar(distance).add(center);
    draw();
  }
  function look(change: (from: Spherical) => void): void {
    const from = new Spherical().setFromVector3(new Vector3().copy(camera.position).sub(center));
    change(from);
    camera.position.setFromSpherical(from.makeSafe()).add(center);
    draw();
  }
  const sized = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = box;
    if (clientWidth === 0 || clientHeight === 0) return;
    renderer.setSize(clientWidth, clientHeight, false);
    camera.aspect = clientWidth / clientHeight;
    camera.updateProjectionMatrix();
    draw();
  });
  camera.aspect = box.clientWidth / Math.max(1, box.clientHeight);
  controls.addEventListener('change', draw);
  canvas.addEventListener('webglcontextlost', onLost);
  reset();
  box.append(canvas);
  sized.observe(box);
  return {
    turn: (right, forward) =>
      look((from) => {
        from.theta -= right * step;
        from.phi -= forward * step;
      }),
    scale: (by) =>
      look((from) => {
        from.radius = Math.min(controls.maxDistance, Math.max(controls.minDistance, from.radius / by));
      }),
    reset,
    close: () => {
      sized.disconnect();
      canvas.removeEventListener('webglcontextlost', onLost);
      controls.dispose();
      light.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
      canvas.remove();
    },
  };
}

/** A pinch on a trackpad comes as a wheel with Ctrl. */
function keepForThePage(event: WheelEvent): void {
  if (!event.ctrlKey) event.stopImmediatePropagation();
}

/**
 * Pictures on the thing are shown from inside its file as every picture of a page (`img-src blob:`), for the page may not fetch such
 * addresses (`connect-src`), as the loader would by itself.
 */
async function load(src: string): Promise<Object3D> {
  const loader = new GLTFLoader().register((parser) => {
    parser.textureLoader = new TextureLoader();
    return { name: 'ambersilk_pictures' };
  });
  return (await loader.loadAsync(src)).scene;
}

/** The light of a room with windows, without which metal and glaze are black. */
function lightOf(renderer: WebGLRenderer) {
  const maker = new PMREMGenerator(renderer);
  const room = new RoomEnvironment();
  const { texture } = maker.fromScene(room, 0.04);
  room.dispose();
  maker.dispose();
  return texture;
}
