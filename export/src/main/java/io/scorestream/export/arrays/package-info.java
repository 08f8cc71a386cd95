/** Named arrays in the files of NumPy and of safetensors. */
@NullMarked
package io.scorestream.export.arrays;

import org.jspecify.annotations.NullMarked;
