// Validates PDFs with the engine of veraPDF (https://verapdf.org).
//
//     java -cp ENGINE.jar Validate.java FLAVOUR[,FLAVOUR...] FILE...
//
// Flavours are those of veraPDF: ua1, ua2, 3a, 4, 4f. Prints a line for each file and flavour, with tabs between its
// parts: file, flavour, `compliant` or `broken`, the number of checks, and for each broken rule its number, how often,
// what it asks, and where it was first broken. Exit 0 when everything could be checked, else 2.

import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Validate {
  private static final Map<String, String> FILES =
      Map.of("ua1", "PDFUA-1", "ua2", "PDFUA-2-ISO32005", "3a", "PDFA-3A", "4", "PDFA-4", "4f", "PDFA-4F");
  private static final int ALL_FAILURES = 100_000;

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    boolean checked = true;
    for (String id : arguments[0].split(",")) {
      ValidationProfile profile = profile(id);
      for (int place = 1; place < arguments.length; place++) {
        try {
          System.out.println(arguments[place] + "\t" + id + "\t" + verdict(new File(arguments[place]), profile));
        } catch (Exception problem) {
          System.out.println(arguments[place] + "\t" + id + "\tunread\t0\t" + problem);
          checked = false;
        }
      }
    }
    System.exit(checked ? 0 : 2);
  }

  private static String verdict(File file, ValidationProfile profile) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(profile, ALL_FAILURES, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      Map<RuleId, String> broken = new LinkedHashMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        RuleId rule = assertion.getRuleId();
        if (assertion.getStatus() == TestAssertion.Status.FAILED && !broken.containsKey(rule)) {
          Object count = result.getFailedChecks().get(rule);
          broken.put(
              rule,
              "\t" + rule.getClause() + "-" + rule.getTestNumber() + " x" + count + ": " + plain(assertion.getMessage())
                  + " | " + plain(assertion.getLocation().getContext()));
        }
      }
      String word = result.isCompliant() ? "compliant" : "broken";
      return word + "\t" + result.getTotalAssertions() + String.join("", broken.values());
    }
  }

  private static String plain(String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ");
  }

  // The archive of the engine has the profiles, but not the library that veraPDF reads them with.
  private static ValidationProfile profile(String id) throws Exception {
    Element root;
    String path = "org/verapdf/pdfa/validation/" + FILES.get(id) + ".xml";
    try (InputStream stream = PDFAFlavour.class.getClassLoader().getResourceAsStream(path)) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
    }
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element rule : elements(root, "rule")) {
      rules.add(rule(rule));
    }
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element variable : elements(root, "variable")) {
      variables.add(
          Profiles.variableFromValues(
              variable.getAttribute("name"), variable.getAttribute("object"), text(variable, "defaultValue"),
              text(variable, "value")));
    }
    ProfileDetails details = Profiles.profileDetailsFromValues(id, id, "veraPDF", new Date(0));
    return Profiles.profileFromValues(PDFAFlavour.byFlavourId(id), details, "", rules, variables);
  }

  private static Rule rule(Element rule) throws Exception {
    Element id = elements(rule, "id").get(0);
    RuleId name =
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber")));
    Method argument =
        Class.forName("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
            .getMethod("fromValues", String.class, String.class, String.class);
    List<ErrorArgument> values = new ArrayList<>();
    for (Element value : elements(rule, "argument")) {
      String called = value.hasAttribute("name") ? value.getAttribute("name") : null;
      values.add((ErrorArgument) argument.invoke(null, value.getTextContent().trim(), called, null));
    }
    ErrorDetails error = Profiles.errorFromValues(text(rule, "message"), values);
    Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(
        name, rule.getAttribute("object"), deferred, rule.getAttribute("tags"), text(rule, "description"),
        text(rule, "test"), error, Collections.<Reference>emptyList());
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> list = new ArrayList<>();
    for (int place = 0; place < found.getLength(); place++) {
      list.add((Element) found.item(place));
    }
    return list;
  }

  private static String text(Element parent, String name) {
    List<Element> found = elements(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }
}
