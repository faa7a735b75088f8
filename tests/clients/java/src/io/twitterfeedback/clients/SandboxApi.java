package io.twitterfeedback.clients;

import com.github.scribejava.apis.TwitterApi;
import com.github.scribejava.core.services.TimestampService;
import com.github.scribejava.core.services.TimestampServiceImpl;

/** scribejava's platform, elsewhere and perhaps with another clock. */
final class SandboxApi extends TwitterApi {
    private final String base;
    private final long offsetSeconds;

    SandboxApi(String base, long offsetSeconds) {
        this.base = base;
        this.offsetSeconds = offsetSeconds;
    }

    @Override
    public String getRequestTokenEndpoint() {
        return base + "/oauth/request_token";
    }

    @Override
    public String getAccessTokenEndpoint() {
        return base + "/oauth/access_token";
    }

    @Override
    public String getAuthorizationBaseUrl() {
        return base + "/oauth/authorize";
    }

    @Override
    public TimestampService getTimestampService() {
        return new TimestampServiceImpl() {
            @Override
            public String getTimestampInSeconds() {
                return Long.toString(Long.parseLong(super.getTimestampInSeconds()) + offsetSeconds);
            }
        };
    }
}
