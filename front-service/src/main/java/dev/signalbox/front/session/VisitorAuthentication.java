package dev.signalbox.front.session;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A visitor whose token auth-service knows. */
class VisitorAuthentication extends AbstractAuthenticationToken {

    private final transient Visitor visitor;

    VisitorAuthentication(Visitor visitor) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.visitor = visitor;
        setAuthenticated(true);
    }

    @Override
    public Visitor getPrincipal() {
        return visitor;
    }

    @Override
    public String getCredentials() {
        return visitor.token();
    }
}
