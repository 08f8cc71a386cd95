package io.scorestream.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: services, then what they share, then the mathematics. */
@AnalyzeClasses(packages = "io.scorestream", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  private static final String ROWS = "io.scorestream.rows..";
  private static final String TRANSPORT = "io.scorestream.transport..";
  private static final String DIFFUSION = "io.scorestream.diffusion..";
  private static final String EXPERIMENTS = "io.scorestream.experiments..";
  private static final String MODEL = "io.scorestream.model..";
  private static final String RUN = "io.scorestream.run..";
  private static final String NETWORK = "io.scorestream.run.network..";
  private static final String EVENTS = "io.scorestream.events..";
  private static final String TOPICS = "io.scorestream.topics..";
  private static final String SERVICE = "io.scorestream.service..";
  private static final String INGEST = "io.scorestream.ingest..";
  private static final String CONTROL = "io.scorestream.control..";
  private static final String REPORT = "io.scorestream.report..";
  private static final String QUICKSTART = "io.scorestream.quickstart..";
  private static final String RECOMPUTE = "io.scorestream.recompute..";
  private static final String DASHBOARD = "io.scorestream.dashboard..";
  private static final String CLI = "io.scorestream.cli..";
  private static final String[] SERVICES = {
    "io.scorestream.producer..",
    "io.scorestream.trainer..",
    "io.scorestream.sampler..",
    "io.scorestream.evaluator.."
  };

  @ArchTest
  static final ArchRule transport_isALibraryOfItsOwn =
      noClasses()
          .that()
          .resideInAPackage(TRANSPORT)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("io.scorestream..")
                  .and(JavaClass.Predicates.resideOutsideOfPackages(TRANSPORT, ROWS)))
          .because(
              "distances between point sets are of use without diffusion; take rows and functions"
                  + " instead");

  @ArchTest
  static final ArchRule mathematics_isAlone =
      noClasses()
          .that()
          .resideInAPackage(DIFFUSION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MODEL, RUN, EVENTS, TOPICS, SERVICE, "org.apache.kafka..", "ai.djl..")
          .because(
              "formulas are tested without a broker or TensorFlow; pass numbers in and out"
                  + " instead");

  @ArchTest
  static final ArchRule experiments_useTheMathematicsOnly =
      noClasses()
          .that()
          .resideInAPackage(EXPERIMENTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              MODEL, RUN, EVENTS, TOPICS, SERVICE, REPORT, CLI, "org.apache.kafka..", "ai.djl..")
          .because(
              "what the paper claims is tried on the code that services use, and shown elsewhere;"
                  + " print in cli/ and draw in report/");

  @ArchTest
  static final ArchRule mathematics_knowsNoExperiments =
      noClasses()
          .that()
          .resideOutsideOfPackages(EXPERIMENTS, REPORT, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EXPERIMENTS)
          .because("an experiment is run by people; move what others need to diffusion/");

  @ArchTest
  static final ArchRule scoreModel_knowsNoEvents =
      noClasses()
          .that()
          .resideInAPackage(MODEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.scorestream.run",
              EVENTS,
              TOPICS,
              SERVICE,
              "org.apache.kafka..",
              "org.apache.avro..")
          .because(
              "a graph is built from a network's description alone; map events and runs to"
                  + " run.network in run/");

  @ArchTest
  static final ArchRule networkDescriptions_areNumbersOnly =
      noClasses()
          .that()
          .resideInAPackage(NETWORK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.scorestream.run", MODEL, EVENTS, TOPICS, SERVICE, "org.apache.avro..", "ai.djl..")
          .because("graphs and events are both made from them; keep each in its own package");

  @ArchTest
  static final ArchRule tensorFlow_staysInScoreModel =
      noClasses()
          .that()
          .resideOutsideOfPackage(MODEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "ai.djl..")
          .because(
              "one bad eager operation spoils a process; go through ScoreNetworks and"
                  + " NetworkTrainer");

  @ArchTest
  static final ArchRule runs_areDomainObjectsOnly =
      noClasses()
          .that()
          .resideInAPackage(RUN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MODEL, SERVICE, "org.apache.kafka..", "ai.djl..", "org.tensorflow..")
          .because(
              "a run is a value, which a producer knows too; compute in score-model/, read and"
                  + " write in the services");

  @ArchTest
  static final ArchRule events_dependOnNothing =
      noClasses()
          .that()
          .resideInAnyPackage(EVENTS, TOPICS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DIFFUSION, MODEL, RUN, SERVICE)
          .because("schemas are the contract between releases; map to domain objects in run/");

  @ArchTest
  static final ArchRule nothing_pointsAtAService =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.scorestream.producer..",
              "io.scorestream.trainer..",
              "io.scorestream.sampler..",
              "io.scorestream.evaluator..",
              CONTROL,
              QUICKSTART,
              RECOMPUTE,
              CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVICES)
          .because("services meet on topics only; move what two of them need to service/ or run/");

  @ArchTest
  static final ArchRule ledger_trustsNoService =
      noClasses()
          .that()
          .resideInAPackage("io.scorestream.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MODEL, RECOMPUTE, CLI, "io.scorestream.checkpoints..")
          .because(
              "it would agree with what it is to check; compute once more in recompute/, above it");

  @ArchTest
  static final ArchRule data_isReadWithoutABroker =
      noClasses()
          .that()
          .resideInAPackage(INGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MODEL, RUN, TOPICS, CONTROL, "org.apache.kafka..", "picocli..")
          .because(
              "whoever has a file asks what is in it, with or without Kafka; send in producer/, and"
                  + " choose what to train on in control/");

  @ArchTest
  static final ArchRule services_doNotKnowEachOther =
      slices()
          .matching("io.scorestream.(producer|trainer|sampler|evaluator)..")
          .should()
          .notDependOnEachOther()
          .because("services meet on topics only");

  @ArchTest
  static final ArchRule services_doNotKnowQuickstart =
      noClasses()
          .that()
          .resideInAnyPackage(SERVICES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              CONTROL, REPORT, QUICKSTART, RECOMPUTE, CLI, "io.scorestream.embedded..")
          .because("the same classes run in containers, where nothing is embedded");

  @ArchTest
  static final ArchRule reports_areMadeOfValues =
      noClasses()
          .that()
          .resideInAPackage(REPORT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CONTROL, QUICKSTART, CLI, "org.apache.kafka..", "picocli..")
          .because("a figure is drawn of metrics, wherever they were read; read them in control/");

  @ArchTest
  static final ArchRule dashboard_readsTopicsAlone =
      noClasses()
          .that()
          .resideInAPackage(DASHBOARD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CONTROL, REPORT, QUICKSTART, RECOMPUTE, CLI, MODEL)
          .because(
              "any service that answers HTTP can have the page; read what is to be seen from topics");

  @ArchTest
  static final ArchRule control_knowsNoCommandLine =
      noClasses()
          .that()
          .resideInAPackage(CONTROL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(REPORT, QUICKSTART, CLI, "picocli..")
          .because("others than a terminal steer runs too; parse and print in cli/");

  @ArchTest
  static final ArchRule quickstart_knowsNoOtherCommand =
      noClasses()
          .that()
          .resideInAPackage(QUICKSTART)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI)
          .because("it is one command of several; move what both need to control/ or report/");

  @ArchTest
  static final ArchRule packages_areFreeOfCycles =
      slices()
          .matching("io.scorestream.(**)")
          .should()
          .beFreeOfCycles()
          .because("a package that is understood alone can be changed alone");
}
