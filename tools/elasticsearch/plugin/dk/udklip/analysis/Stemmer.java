package dk.udklip.analysis;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;
import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.StringSetting;
import org.tartarus.snowball.ext.DanishStemmer;

/** The {@code stemmer} filter of a full Elasticsearch, for the one language the index asks of it. */
@NamedComponent("stemmer")
public final class Stemmer implements TokenFilterFactory {

    @AnalysisSettings
    public interface Options {
        @StringSetting(path = "language", defaultValue = "danish")
        String language();
    }

    @Inject
    public Stemmer(Options options) {
        if (!options.language().equals("danish")) {
            throw new IllegalArgumentException(
                "the test server stems danish only, not [" + options.language() + "]");
        }
    }

    @Override
    public TokenStream create(TokenStream tokens) {
        return new SnowballFilter(tokens, new DanishStemmer());
    }
}
