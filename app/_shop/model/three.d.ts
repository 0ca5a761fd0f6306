/** As much of three.js as the viewer uses: its own types would bring a physics engine and four more packages with them. */
declare module 'three' {
  export class Vector3 {
    constructor(x?: number, y?: number, z?: number);
    x: number;
    y: number;
    z: number;
    copy(other: Vector3): this;
    sub(other: Vector3): this;
    add(other: Vector3): this;
    normalize(): this;
    multiplyScalar(by: number): this;
    setFromSpherical(spherical: Spherical): this;
  }
  export class Spherical {
    radius: number;
    phi: number;
    theta: number;
    setFromVector3(from: Vector3): this;
    makeSafe(): this;
  }
  export class Sphere {
    center: Vector3;
    radius: number;
  }
  export class Box3 {
    setFromObject(object: Object3D, precise?: boolean): this;
    isEmpty(): boolean;
    getBoundingSphere(into: Sphere): Sphere;
  }
  export class Object3D {
    position: Vector3;
    add(...objects: Object3D[]): this;
    traverse(visit: (object: Object3D) => void): void;
  }
  export class Texture {
    dispose(): void;
  }
  export class Scene extends Object3D {
    environment: Texture | null;
  }
  export class PerspectiveCamera extends Object3D {
    constructor(fov: number, aspect: number, near: number, far: number);
    fov: number;
    aspect: number;
    near: number;
    far: number;
    updateProjectionMatrix(): void;
  }
  export class WebGLRenderer {
    constructor(settings: { canvas: HTMLCanvasElement; context: WebGL2RenderingContext });
    toneMapping: number;
    setPixelRatio(ratio: number): void;
    setSize(width: number, height: number, updateStyle?: boolean): void;
    render(scene: Scene, camera: PerspectiveCamera): void;
    dispose(): void;
    forceContextLoss(): void;
  }
  export class PMREMGenerator {
    constructor(renderer: WebGLRenderer);
    fromScene(scene: Scene, blur?: number): { texture: Texture };
    dispose(): void;
  }
  export class TextureLoader {}
  export const NeutralToneMapping: number;
}

declare module 'three/addons/loaders/GLTFLoader.js' {
  import type { Object3D, TextureLoader } from 'three';
  export interface Parser {
    textureLoader: TextureLoader;
  }
  export class GLTFLoader {
    register(plugin: (parser: Parser) => { name: string }): this;
    loadAsync(address: string): Promise<{ scene: Object3D }>;
  }
}

declare module 'three/addons/controls/OrbitControls.js' {
  import type { PerspectiveCamera, Vector3 } from 'three';
  export class OrbitControls {
    constructor(camera: PerspectiveCamera, element: HTMLElement);
    target: Vector3;
    enablePan: boolean;
    enableDamping: boolean;
    minDistance: number;
    maxDistance: number;
    update(): boolean;
    addEventListener(type: 'change', listener: () => void): void;
    dispose(): void;
  }
}

declare module 'three/addons/environments/RoomEnvironment.js' {
  import { Scene } from 'three';
  export class RoomEnvironment extends Scene {
    dispose(): void;
  }
}
