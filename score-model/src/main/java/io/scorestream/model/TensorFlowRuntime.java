package io.scorestream.model;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * The TensorFlow of this process, started once through DJL: an {@code org.tensorflow} class touched
 * before that would look for natives of its own. Safe from any thread.
 *
 * <p>TensorFlow's native log is governed by the environment variable {@code TF_CPP_MIN_LOG_LEVEL},
 * which has to be set before the process starts; 2 leaves only errors. So has {@code
 * TF_ENABLE_ONEDNN_OPTS}: 1 took about a tenth less processor time for small networks on an AMD
 * EPYC without AVX-512, and other last bits for large ones.
 */
public final class TensorFlowRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(TensorFlowRuntime.class);
  private static @Nullable TensorFlowRuntime running;

  private final String engineVersion;
  private final String nativeVersion;
  private final String processor = ProcessorType.here();
  private Optional<String> gpuFault = Optional.empty();
  private boolean gpuProbed;

  private TensorFlowRuntime() {
    engineVersion = Engine.getEngine("TensorFlow").getVersion();
    nativeVersion = TensorFlow.version();
  }

  /**
   * Starts TensorFlow, or returns it where it runs already.
   *
   * @throws IllegalStateException if its native library cannot be loaded
   */
  public static synchronized TensorFlowRuntime start() {
    if (running == null) {
      keepToThisMachine();
      computeOnTheCallersThread();
      try {
        running = new TensorFlowRuntime();
      } catch (EngineException | LinkageError e) {
        throw new IllegalStateException(
            "TensorFlow's native library could not be loaded: " + root(e) + "; " + remedy(), e);
      }
    }
    return running;
  }

  /**
   * Without the first two DJL reports its start to its makers and may fetch natives from the
   * network; without the third it asks for a home folder that can be written, and leaves it empty.
   */
  private static void keepToThisMachine() {
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet("ai.djl.offline", "true");
    try {
      setUnlessSet("DJL_CACHE_DIR", new File(Loader.getCacheDir(), "djl").getPath());
    } catch (IOException e) {
      LOG.debug("there is no folder for natives; loading them will say so", e);
    }
  }

  /**
   * The first session of a process decides on the threads of all, and DJL opens it. Work is dealt
   * out to threads in whole pieces that need nothing of each other, so that no piece waits for
   * another in the middle and bits do not depend on how many there are.
   */
  private static void computeOnTheCallersThread() {
    System.setProperty("ai.djl.tensorflow.num_intraop_threads", "1");
    System.setProperty("ai.djl.tensorflow.num_interop_threads", "-1");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** The first of a chain of failures is the one that says which file and why. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String remedy() {
    String platform = Loader.getPlatform();
    String library =
        "/org/tensorflow/internal/c_api/%s/%s"
            .formatted(platform, System.mapLibraryName("jnitensorflow"));
    return TensorFlowRuntime.class.getResource(library) == null
        ? "this build has no natives for " + platform + ": build on such a machine (mvn package)"
        : "set org.bytedeco.javacpp.cachedir (JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER) to"
            + " a folder that can be written and that programs may be run from";
  }

  /** The version that DJL's engine says it drives. */
  public String engineVersion() {
    return engineVersion;
  }

  /** The version that the native library says it has. */
  public String nativeVersion() {
    return nativeVersion;
  }

  /**
   * The device that a preference leads to. A GPU counts only when a matrix product ran on it, since
   * TensorFlow takes the CPU without a word where a CUDA library is missing. The first question
   * about a GPU takes up to some seconds where there is one.
   *
   * @throws IllegalStateException if the preference is {@link DevicePreference#GPU} and none works
   */
  public Device device(DevicePreference preference) {
    if (preference == DevicePreference.CPU) {
      return cpu("as asked");
    }
    Optional<String> fault = gpuFault();
    if (fault.isEmpty()) {
      return new Device(Device.Kind.GPU, "GPU 0, " + version(), "a matrix product was tried on it");
    }
    if (preference == DevicePreference.GPU) {
      throw new IllegalStateException(
          "device=gpu, but no CUDA device works: %s. Build with -Pgpu and run where the NVIDIA driver, CUDA 12 and cuDNN 8.9 are present, or set device=auto or device=cpu"
              .formatted(fault.get()));
    }
    return cpu("no CUDA device works: " + fault.get());
  }

  private Device cpu(String reason) {
    String oneDnn = System.getenv("TF_ENABLE_ONEDNN_OPTS");
    String name = "CPU, %s, %s".formatted(processor, version());
    return new Device(Device.Kind.CPU, oneDnn == null ? name : name + ", oneDNN " + oneDnn, reason);
  }

  private String version() {
    return "TensorFlow " + nativeVersion;
  }

  private synchronized Optional<String> gpuFault() {
    if (!gpuProbed) {
      gpuFault = GpuProbe.fault(sessionConfig(Device.Kind.GPU));
      gpuProbed = true;
      LOG.info("CUDA: {}", gpuFault.map(fault -> "no device, " + fault).orElse("device 0 works"));
    }
    return gpuFault;
  }

  /**
   * Session settings for a kind of device. On a GPU memory is taken as it is needed, so that
   * several banks and processes can share one.
   */
  static ConfigProto sessionConfig(Device.Kind kind) {
    return switch (kind) {
      case CPU -> onCallersThread().putDeviceCount("GPU", 0).build();
      case GPU ->
          onCallersThread().setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true)).build();
    };
  }

  /** To TensorFlow a negative number of threads between operations means the caller's. */
  private static ConfigProto.Builder onCallersThread() {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(1)
        .setInterOpParallelismThreads(-1);
  }
}
