// The steps in the order of the course, each with the module that draws it, loaded when it is opened.

const step = (folder, id, options = {}) => ({ id, load: () => import(`./${folder}/${id}.js`), ...options });
const first = (id, options) => step('neural-networks', id, options);
const second = (id, options) => step('graph-networks', id, options);

export const practicals = [
  {
    id: 'neural-networks',
    steps: [
      first('perceptron'), first('cross-entropy'), first('hidden-layer'), first('approximation'), first('overfitting'),
      first('optimizers', { shown: { seed: ({ noise }) => noise > 0 } }), first('optimizer-training'), first('schedules', { shown: { scale: ({ schedule }) => schedule !== 'constant' } }),
      first('batch-size'), first('vanishing-gradients', { shown: { steps: ({ trains }) => trains } }),
      first('convolution'), first('pooling'), first('batch-norm'), first('autoencoder'),
    ],
  },
  {
    id: 'graph-networks',
    steps: [
      second('crystal'), second('features'),
      second('invariance', {
        shown: {
          angle: ({ transformation }) => transformation === 'rotation', axis: ({ transformation }) => transformation === 'rotation',
          shift: ({ transformation }) => transformation === 'translation', strain: ({ transformation }) => transformation === 'strain',
          seed: ({ transformation }) => ['permutation', 'other-cell'].includes(transformation),
        },
      }),
      second('convolution', { shown: { seed: ({ network }) => network === 'random', layer: ({ network }) => network !== 'random' } }),
      second('train'), second('depth'), second('noise'), second('transfer'), second('predict'), second('screen'), second('ladder'),
    ],
  },
];
